/** Parts of one long SMS that come as messages of their own: `part_of` is a blind index of sender and message. */
export const messageParts = `
alter table inbound add column part_of bigint, add column part_number int;
create index inbound_parts on inbound (part_of) where part_of is not null and state = 'waiting';
`;
