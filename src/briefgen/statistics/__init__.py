"""Pure arithmetic, one method a module, each with formula, units, reference and limits."""
