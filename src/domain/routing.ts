import type { AppealType } from './appeal.ts';
import type { Language } from './language.ts';
import type { AccessNeed } from './people.ts';

/** One line of the routing table: every condition named must hold; the first rule that fits decides. */
export interface RoutingRule {
  readonly id: string;
  readonly position: number;
  readonly conditions: {
    readonly regions?: readonly string[];
    readonly topics?: readonly string[];
    readonly organisationIds?: readonly string[];
    readonly types?: readonly AppealType[];
    readonly languages?: readonly Language[];
    readonly needs?: readonly AccessNeed[];
  };
  readonly departmentId: string;
}
