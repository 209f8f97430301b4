import { currentPreferences } from '@/lib/account/visitor';
import { LocalTime } from './local-time';
import { writtenTime } from './written-time';

type MomentProps = {
  at: Date;
  /** Only the day: for things that happened long ago. */
  day?: boolean;
};

/** A point in time. The server knows no visitor's clock and writes UTC; a browser that runs scripts puts its own zone. */
export async function Moment({ at, day = false }: MomentProps) {
  const { language } = await currentPreferences();
  return <LocalTime at={at} day={day} language={language} text={writtenTime(at, day, language, 'UTC')} />;
}
