"""The window and everything around the app.  The only room that knows pywebview and waitress.

commands  what can be typed                 server    WSGI on a socket bound beforehand
serving   `tidybase serve`                  transfers `tidybase import` and `export`
desk      open documents, recent files      single    one copy per file
ladder    which window can be shown         window    the native one     browser   those below it
dialogs   the native open and save          check     the self-check     frozen    after freezing
process   how the program begins and ends
"""
