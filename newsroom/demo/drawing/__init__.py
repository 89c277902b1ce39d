"""The demo paper's illustrations: a canvas of flat shapes and soft light, and the scenes drawn on it."""
