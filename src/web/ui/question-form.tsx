import type { Child } from 'hono/jsx';
import type { Visit } from '../visit.ts';
import { Button, Buttons } from './button.tsx';
import { ErrorSummary } from './error-summary.tsx';
import type { FieldError } from './field.tsx';

interface QuestionFormProps {
  readonly visit: Visit;
  readonly action: string;
  readonly method?: 'post' | 'get' | undefined;
  /** Shown at the top; give each field its own `error` with the same words. */
  readonly errors?: readonly FieldError[] | undefined;
  /** Words of the button that goes on; "continue" unless told. */
  readonly submit?: string | undefined;
  readonly submitKind?: 'primary' | 'warning' | undefined;
  /** With files. */
  readonly multipart?: boolean | undefined;
  readonly hidden?: Readonly<Record<string, string>> | undefined;
  readonly id?: string | undefined;
  /** Names the form to tests and to scripts (`data-action`). */
  readonly dataAction?: string | undefined;
  /** Further buttons after the one that goes on. */
  readonly more?: Child | undefined;
  readonly children?: Child;
}

/** A question page's form: what is wrong, the question, the button that goes on first of all buttons. */
export const QuestionForm = ({ visit, method = 'post', hidden = {}, ...form }: QuestionFormProps) => (
  <>
    <ErrorSummary visit={visit} errors={form.errors} />
    <form
      id={form.id}
      action={form.action}
      method={method}
      enctype={form.multipart ? 'multipart/form-data' : undefined}
      novalidate
      data-action={form.dataAction}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {form.children}
      <Buttons>
        <Button kind={form.submitKind}>{form.submit ?? visit.t('common:continue')}</Button>
        {form.more}
      </Buttons>
    </form>
  </>
);
