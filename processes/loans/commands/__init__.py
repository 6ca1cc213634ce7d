"""The only writers of the rows of loans, one verb a file: who may, is it the moment, what changes, what is recorded."""
