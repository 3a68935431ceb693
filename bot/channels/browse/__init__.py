"""Pages of what the guides hold, made on the server: companies, roles, guides with their lines, the playbook."""
