"""The check pack: what a person should look at before a batch is sent."""
