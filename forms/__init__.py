"""The language of questions: fields, sections, typed answers, rosters, received files. No rows, no case, no law."""
