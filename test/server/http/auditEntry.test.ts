import { successResponse } from '../../../protocol/response';
import { auditEntry } from '../../../server/http/auditEntry';
import { NO_FIELDS } from '../../../server/rpc/LogFields';
import { anna } from '../support/startBackend';

test('a missed client that is taken or called back is named by the whole call that the line began with', () => {
  const params = { id: '1763700000.7', command_id: 'callback:1' };
  const json = JSON.stringify({
    headers: anna,
    content: { id: 1, jsonrpc: '2.0', method: 'call_back', params },
  });
  const reply = { ...NO_FIELDS, body: successResponse(1, null), method: 'call_back', outcome: 'success' };
  expect(auditEntry(json, { ...reply, extension: '101' })).toMatchObject({
    method: 'call_back',
    call: params.id,
  });
});
