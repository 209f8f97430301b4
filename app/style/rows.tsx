import { Button } from '../_ui/button';
import { Facts } from '../_ui/facts';
import { Section } from '../_ui/sheet';
import { Table } from '../_ui/table';
import { Trio } from '../_ui/trio';

export function Rows() {
  return (
    <>
      <Section label="Facts" note="A term, and what it is. A side note stands right of what it remarks on.">
        <Facts
          items={[
            { term: 'User name', detail: 'noor' },
            { term: 'Member since', detail: '3 October 2026' },
            { term: 'Preferences', detail: <>light, medium, English. {<a href="#facts">Change</a>}</> },
            {
              term: 'A long one',
              detail: <code>__Host-Http-session=Fe26.2*1*9c04d1e8b7a6f5c4d3b2a190fedcba98*~2</code>,
            },
          ]}
        />
      </Section>
      <Section
        label="Rows"
        title="Tables"
        note="Under 40rem, which large type reaches early, each row becomes a small list that says its own headings."
        wide={
          <Table
            caption="Sessions"
            columns={[
              { title: 'where' },
              { title: 'logged in', figures: true },
              { title: 'last seen', figures: true },
              { title: 'ends by itself', figures: true },
              { title: 'end it', actions: true },
            ]}
            rows={[
              {
                id: 'here',
                cells: [
                  <Place key="place" name="This browser" what="Chromium 156, Linux" />,
                  'today, 08:55',
                  'now',
                  'tomorrow, 08:55',
                  <span key="here" className="quiet">
                    you are here
                  </span>,
                ],
              },
              {
                id: 'library',
                cells: [
                  <Place key="place" name="Library, room 2" what="Edge 148, Windows" />,
                  '18 Nov, 14:02',
                  '18 Nov, 15:40',
                  '25 Nov, 14:02',
                  <form key="end" action="/style">
                    <Button>
                      End<span className="off"> the session in Library, room 2</span>
                    </Button>
                  </form>,
                ],
              },
              {
                id: 'long',
                cells: [
                  <Place
                    key="place"
                    name="a-user-name-of-thirty-letters-or"
                    what="an agent that says nothing of itself"
                  />,
                  '1 Jan, 00:00',
                  '1 Jan, 00:00',
                  '8 Jan, 00:00',
                  <div key="actions">
                    <form action="/style">
                      <Button>Make admin</Button>
                    </form>
                    <form action="/style">
                      <Button>Ban</Button>
                    </form>
                  </div>,
                ],
              },
            ]}
          />
        }
      >
        <Table caption="Nothing" columns={[{ title: 'where' }]} rows={[]} empty="Said when there are no rows." />
      </Section>
      <Section
        label="Behind it"
        title="Sent, read, answered"
        note="The lesson of every account page: the same thing seen by three."
        wide={
          <Trio
            columns={[
              {
                actor: 'browser',
                title: 'browser sent',
                items: [
                  { term: 'Cookie', detail: <code>__Host-Http-session=Fe26.2*1*9c04d1…*~2</code> },
                  { term: 'Length', detail: '385 bytes of at most 4,096' },
                ],
              },
              {
                actor: 'server',
                title: 'server read',
                items: [
                  { term: 'Seal', detail: 'matches, not expired' },
                  { term: 'Preferences', detail: <code>{'{"theme":"light","fontSize":"medium"}'}</code> },
                ],
              },
              {
                actor: 'store',
                title: 'store answered',
                items: [
                  { term: 'Key', detail: <code>SHA-256(token) = 844ecc08…fc0e45</code> },
                  { term: 'Who', detail: 'noor, student, not banned' },
                ],
              },
            ]}
          />
        }
      />
    </>
  );
}

function Place({ name, what }: { name: string; what: string }) {
  return (
    <>
      {name}
      <small>{what}</small>
    </>
  );
}
