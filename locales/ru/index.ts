import accessibility from './accessibility.json' with { type: 'json' };
import appeal from './appeal.json' with { type: 'json' };
import common from './common.json' with { type: 'json' };
import display from './display.json' with { type: 'json' };
import domain from './domain.json' with { type: 'json' };
import errors from './errors.json' with { type: 'json' };
import help from './help.json' with { type: 'json' };
import lab from './lab.json' with { type: 'json' };
import rating from './rating.json' with { type: 'json' };
import scores from './scores.json' with { type: 'json' };
import staff from './staff.json' with { type: 'json' };
import start from './start.json' with { type: 'json' };
import status from './status.json' with { type: 'json' };
import talk from './talk.json' with { type: 'json' };
import telegram from './telegram.json' with { type: 'json' };
import voice from './voice.json' with { type: 'json' };

/** One file a part of the service; a new file is named here, in both languages. */
export default {
  accessibility,
  appeal,
  common,
  display,
  domain,
  errors,
  help,
  lab,
  rating,
  scores,
  staff,
  start,
  status,
  talk,
  telegram,
  voice,
};
