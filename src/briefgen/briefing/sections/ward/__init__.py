"""My ward: one page for a councillor, from the neighbourhoods that fit the ward best."""
