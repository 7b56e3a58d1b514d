"""From a briefing to pages: charts, maps, HTML, PDF and data. No figure is computed here."""
