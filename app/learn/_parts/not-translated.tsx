import { messages } from '@/app/_ui/messages';

/** For whoever reads the site in another language: the course is in English. */
export async function NotTranslated() {
  const { languageCode, course } = await messages();
  if (languageCode === 'en') return null;
  return (
    <p className="small quiet" lang={languageCode}>
      {course.notTranslated}
    </p>
  );
}
