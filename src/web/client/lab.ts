import { tickCall } from './lab/clock.ts';
import { offerMicrophone } from './lab/microphone.ts';
import { showNews, watchNews } from './lab/news.ts';
import { countSegments } from './lab/segments.ts';
import { sendInPlace } from './lab/send.ts';

// Without this script every form loads the page anew, and all of it works as well.
sendInPlace(showNews);
countSegments();
offerMicrophone();
tickCall();
void watchNews();
