/** An organisation as the rules see it: its place in the tree. */
export interface OrganisationNode {
  readonly id: string;
  readonly parentId: string | null;
  readonly region: string | null;
  readonly handlesAppeals: boolean;
}
export type OrganisationTree = ReadonlyMap<string, OrganisationNode>;

/** The organisation itself, then what stands above it, nearest first. A circle in the data ends the walk. */
export const lineage = (id: string, tree: OrganisationTree): readonly OrganisationNode[] => {
  const line: OrganisationNode[] = [];
  const met = new Set<string>();
  let node = tree.get(id);
  while (node && !met.has(node.id)) {
    line.push(node);
    met.add(node.id);
    node = node.parentId === null ? undefined : tree.get(node.parentId);
  }
  return line;
};

/** Is it that organisation, or one below it? Asked for every official of a route, so it builds nothing. */
export const isWithin = (id: string, above: string, tree: OrganisationTree): boolean => {
  if (id === above) return true;
  let node = tree.get(id);
  // No line is longer than the tree: a circle in the data ends too.
  for (let steps = tree.size; node && steps > 0; steps -= 1) {
    if (node.id === above) return true;
    node = node.parentId === null ? undefined : tree.get(node.parentId);
  }
  return false;
};

/** Ids of the organisation and of all below it: the scope of its registrars and head. */
export const withinOf = (above: string, tree: OrganisationTree): readonly string[] =>
  [...tree.keys()].filter((id) => isWithin(id, above, tree));
