/** A sending may be several messages: how many of them are out, so that a later try goes on after them. */
export const deliveryParts = `
alter table deliveries add column parts_out int not null default 0;
`;
