"""The project: settings, addresses, the admin site and its desk. It wires all rooms; nobody imports it."""
