import { Problem } from './_ui/denied';
import { messages } from './_ui/messages';

export default async function NotFound() {
  const { problems } = await messages();
  return <Problem {...problems.notFound} />;
}
