"""Where a strategy could start: priorities by rule, and questions tied to facts and to bodies."""
