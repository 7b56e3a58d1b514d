"""The words of the field as frozen types; no figure is computed here and no file is read."""
