"""A connected chat model, and the gate that nothing false passes."""
