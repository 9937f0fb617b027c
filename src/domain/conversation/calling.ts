import { said } from '../journeys/journey.ts';
import type { Conversation, Running, TalkContext } from './conversation.ts';
import type { Turn } from './effects.ts';
import { fileKindOf, giveShort, send } from './give.ts';
import type { What } from './inbound.ts';
import { menuShown } from './prompts.ts';
import { keepOptions, languageOptions, menuOptions, type say } from './prompts.ts';
