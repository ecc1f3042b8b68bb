// Searches the dossier by words and facets.
