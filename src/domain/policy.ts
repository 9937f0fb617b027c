/** Law as data: the terms, each with the article it comes from; an administrator may change them. */
export interface TermPolicy {
  readonly version: string;
  /** Working days for the answer (Administrative Procedural and Process-Related Code, art. 76). */
  readonly answerWorkingDays: number;
  /** Working days for sending on what is outside our competence (art. 65). */
  readonly forwardWorkingDays: number;
  /** Longest extension, in months, and working days for telling the person of it (art. 76). */
  readonly extensionMonths: number;
  readonly extensionNoticeWorkingDays: number;
  /** Working days within which recusal is decided. */
  readonly recusalWorkingDays: number;
}
