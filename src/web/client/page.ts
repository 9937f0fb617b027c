import { keepTyped } from './parts/keep-typed.ts';
import { watchQuickExit } from './parts/quick-exit.ts';

// On every page with a form. Each of these is a comfort; without scripts everything works as well.
watchQuickExit();
keepTyped();
