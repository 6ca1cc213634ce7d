"""The language of questions: what people type, what is understood, what they are told."""
