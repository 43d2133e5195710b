"""Reading text: one module per component, each a versioned callable that annotates with quotes."""
