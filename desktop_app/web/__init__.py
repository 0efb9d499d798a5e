"""What all pages share: the Flask glue.  May import: engine and below, never a service.

service   what a service is made of            context   the store and the person of this request
pages     the layout, redirects for scripts    errors    problems as pages and as JSON
guard     the gate outside Flask               jobs      long work with progress and a way to stop
refusals  why the gate says no                 headers   the security policy of every answer
uploads   files waiting to be imported         desk      what the window can do for a page
api       how a JSON route is declared         reading   what was sent, checked as declared
openapi   the description of the API           shapes    JSON that several services speak
extras    services of installed packages       retries   trying again when a server was away
looking   documents that are only shown        around    the folder a document lies in
"""
