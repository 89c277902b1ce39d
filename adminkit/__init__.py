"""Parts of an admin: lists, inboxes, panels, form fields. Machinery with no news in it, like `press`."""
