"""The window and everything around the app.  The only room that knows pywebview and waitress.

commands  what can be typed                 server    WSGI on a socket bound beforehand
serving   `tidybase serve`                  transfers `tidybase import` and `export`
desk      open documents, recent files      single    one copy per file
ladder    which window can be shown         window    the native one     browser   those below it
dialogs   the native open and save          check     the self-check     frozen    after freezing
process   how the program begins and ends   start     `tidybase` alone   site      an app on a port
documents the file a command is about       recent    files opened last  notice    a sentence, said
gtk       GTK and WebKit, with gtk_view and gtk_dialogs; on other systems native_dialogs
reading_words  how `import` is told to read a file                       automation  for tests
"""
