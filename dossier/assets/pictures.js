// Lets a picture be enlarged, moved and filtered.
