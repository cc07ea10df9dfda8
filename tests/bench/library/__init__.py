"""An app of the bench: a hundred thousand findable texts that nobody wrote."""
