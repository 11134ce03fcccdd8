import { stageIds, trainee, userIds, type Business } from './Business';
import { pastCallsIn } from './pastCallsIn';
import { englishCards } from './englishCards';
import { englishOutcomes } from './englishOutcomes';

const { first: EMMA, second: JAMES, third: PRIYA } = userIds;

/**
 * Made-to-order furniture in London. The numbers are from ranges that Ofcom and the Bundesnetzagentur reserve for
 * fiction.
 */
export const englishBusiness: Business = {
  language: 'en',
  name: 'Oakhaven Joinery',
  currency: 'GBP',
  users: [
    { id: EMMA, email: 'emma@example.com', name: 'Emma Clarke', extension: '101' },
    { id: JAMES, email: 'james@example.com', name: 'James Turner', extension: '102' },
    // Without an extension: not an agent of the backend.
    { id: PRIYA, email: 'priya@example.com', name: 'Priya Nair', extension: '' },
    { ...trainee, email: 'megan@example.com', name: 'Megan Lloyd' },
  ],
  stages: [
    { id: stageIds.fresh, name: 'New enquiry' },
    { id: stageIds.measuring, name: 'Measuring' },
    { id: stageIds.offer, name: 'Quote sent' },
    { id: stageIds.contract, name: 'Contract' },
    { id: stageIds.won, name: 'Closed - won' },
    { id: stageIds.lost, name: 'Closed - lost' },
  ],
  cards: englishCards,
  tasks: [
    {
      text: 'Send the quote for the night fitting',
      card: { kind: 'leads', id: '2001' },
      responsible: EMMA,
      dueIn: 7_200,
    },
    {
      text: 'Bring a sample of the table top',
      card: { kind: 'leads', id: '2005' },
      responsible: JAMES,
      dueIn: 93_600,
    },
    {
      text: 'Ask about the signed contract',
      card: { kind: 'leads', id: '2002' },
      responsible: JAMES,
      dueIn: 183_600,
    },
  ],
  pastCalls: pastCallsIn('en'),
  queue: 'Sales',
  outcomes: englishOutcomes,
  unknownNumber: '+447700900911',
};
