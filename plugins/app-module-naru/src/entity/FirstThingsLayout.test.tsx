import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { FirstThingsLayout } from './FirstThingsLayout';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: 'shop' },
  spec: { type: 'service', owner: 'group:default/team1' },
};

function open(cards: Parameters<typeof FirstThingsLayout>[0]['cards']) {
  renderInTestApp(
    <EntityProvider entity={entity}>
      <FirstThingsLayout cards={cards} />
    </EntityProvider>,
    { apis: [[catalogApiRef, catalogApiMock({ entities: [entity] })]] },
  );
}

describe('FirstThingsLayout', () => {
  it('puts the first content card before the facts, and the other content after them', async () => {
    open([
      { type: 'info', element: <p>About</p> },
      { type: 'content', element: <p>Applications</p> },
      { type: 'info', element: <p>Change request</p> },
      { element: <p>Relations</p> },
    ]);
    await screen.findByText('Applications');
    expect(
      screen.getAllByText(/./, { selector: 'p' }).map(one => one.textContent),
    ).toEqual(['Applications', 'About', 'Change request', 'Relations']);
  });

  it('does without content', async () => {
    open([{ type: 'info', element: <p>About</p> }]);
    expect(await screen.findByText('About')).toBeInTheDocument();
  });
});
