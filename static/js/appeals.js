// Placeholder.
export function remember() {}
