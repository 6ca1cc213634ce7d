"""Work after the commit: outbox, runner, papers, notices, bank files. Never a decision."""
