"""Pure judgement: which facts a briefing needs, which sentences they support, and in what order."""
