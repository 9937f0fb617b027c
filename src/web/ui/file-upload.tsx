import { describedBy, type FieldProps, invalid, LabelledField } from './field.tsx';

interface FileUploadProps extends FieldProps {
  /** Types as in the `accept` attribute. */
  readonly accept?: string | undefined;
  readonly multiple?: boolean | undefined;
  /** Open the camera or the microphone at once on telephones. */
  readonly capture?: 'user' | 'environment' | undefined;
}

/** The form around it must be `multipart`. Progress and recording are added by a script where scripts run. */
export const FileUpload = ({ accept, multiple, capture, ...field }: FileUploadProps) => (
  <LabelledField
    {...field}
    control={
      <input
        class="file"
        id={field.name}
        name={field.name}
        type="file"
        accept={accept}
        multiple={multiple}
        capture={capture}
        aria-describedby={describedBy(field)}
        aria-invalid={invalid(field.error)}
      />
    }
  />
);
