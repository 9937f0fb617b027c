import type { TalkContext } from '../../domain/conversation/conversation.ts';
import type { Inbound, TalkChannel } from '../../domain/conversation/inbound.ts';
import type { Answers, Option } from '../../domain/journeys/question.ts';
import type { Bilingual } from '../../domain/language.ts';
import { isMobile } from '../../domain/mobile.ts';
import type { IndicatorNumber } from '../../domain/tally.ts';
import type { ActionContext } from '../context.ts';
import { findOrganisations } from '../find-organisations.ts';
import { journeyContext } from '../journey-context.ts';
import type { TalkDesk } from './talk-desk.ts';

/** How the answer finds the person, which the channel knows already. */
const presetsOf = (channel: TalkChannel, address: string | null, handle: string | null): Answers => {
  if (address === null) return { 'answer-channel': 'site' };
  switch (channel) {
    case 'sms':
      return { 'answer-channel': 'sms', phone: address };
    case 'voice':
      return { 'answer-channel': 'phone', phone: address };
    case 'telegram':
      return { 'answer-channel': 'telegram', telegram: handle ?? address };
  }
};

const labelOf = (organisation: {
  readonly name: Bilingual;
  readonly ratingCode: number;
}): Option['label'] => ({
  ...organisation.name,
  number: String(organisation.ratingCode),
});

/** What the conversation may ask of the world at this moment. */
export const talkContext = (
  ctx: ActionContext,
  desk: TalkDesk,
  inbound: Inbound,
  person: { readonly address: string | null; readonly handle: string | null },
): TalkContext => {
  const { organisationById, organisations } = ctx.reference.current();
  const optionOf = (id: string): Option | null => {
    const found = organisationById.get(id);
    return found ? { code: found.id, label: labelOf(found) } : null;
  };
  const identity = person.address === null ? 'none' : 'channel-address';
  return {
    now: ctx.now().toISOString(),
    channel: inbound.channel,
    style: desk.styleOf(inbound.channel),
    freshId: ctx.uuid(),
    languageHint: inbound.languageHint,
    presets: presetsOf(inbound.channel, person.address, person.handle),
    journey: {
      ...journeyContext(ctx, { fileCount: 0, identity }),
      indicatorsOf: (id) => (organisationById.get(id)?.indicators ?? []) as readonly IndicatorNumber[],
    },
    labels: desk.labels,
    findOrganisations: (words, region, rated) =>
      findOrganisations(ctx, { words, region, rated, most: 24 }).found.map(({ id, name }) => ({
        code: id,
        label: name,
      })),
    organisation: optionOf,
    institutionByCode: (code) => {
      const found = organisations.find((one) => one.rated && String(one.ratingCode) === code);
      return found ? { code: found.id, label: labelOf(found) } : null;
    },
    copyBySms:
      inbound.channel === 'voice' &&
      isMobile(person.address ?? '') &&
      (desk.sends?.('sms', person.address ?? '') ?? false),
    helpPhone: desk.helpPhone,
  };
};
