"""稽核: proves the money from rows and stored bytes. No line of it is shared with who wrote them; stdlib alone, and it writes nothing."""
