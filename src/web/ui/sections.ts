/** Parts of the site, as the footer and the title name them. */
export type Section =
  | 'start'
  | 'appeal'
  | 'rate'
  | 'status'
  | 'institutions'
  | 'help'
  | 'display'
  | 'accessibility';
