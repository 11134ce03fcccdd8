import { extensionOf, lineNumber, mobileNumber, room, type OfficePlaces } from './officeDialplan';

/** Lines with a voicemail, a confirmation, a room, keys to leave a queue: a part of extensions.conf. */
export function specialLines(places: OfficePlaces): string {
  const { prefix: p } = places;
  const [anna, vera, gleb] = [
    extensionOf(places, 'anna'),
    extensionOf(places, 'vera'),
    extensionOf(places, 'gleb'),
  ];
  return `
[special-${p}]
include => parkedcalls-${p}
exten => ${room(places)},1,Answer()
 same => n,ConfBridge(room-${p},,quiet)
[special-lines-${p}]
exten => ${lineNumber('rrmemory')},1,Answer()
 same => n,Queue(rrmemory-${p},tTkK,,,60)
 same => n,Hangup()
exten => ${lineNumber('leaving')},1,Answer()
 same => n,Queue(leaving-${p},tTkK,,,24)
 same => n,Goto(keys-${p},1,1)
exten => ${lineNumber('confirmed')},1,Dial(Local/${anna}@ext-${p}/n&Local/${mobileNumber(places)}@confirm-${p}/n,30,tTkK)
 same => n,Gosub(leave,s,1)
exten => ${lineNumber('voicemail')},1,Dial(PJSIP/${anna},15,tTkK)
 same => n,VoiceMail(${anna}@office-${p},us)
 same => n,Hangup()
exten => ${lineNumber('devices')},1,Dial(PJSIP/${anna}&PJSIP/${extensionOf(places, 'anna2')},30,tTkK)
 same => n,Gosub(leave,s,1)
exten => ${lineNumber('conference')},1,Goto(special-${p},${room(places)},1)
exten => ${lineNumber('colleague')},1,Dial(PJSIP/${gleb},30,tTkK)
 same => n,Gosub(leave,s,1)
; who waits in a queue presses 1
[keys-${p}]
exten => 1,1,Dial(PJSIP/${vera},30,tTkK)
 same => n,Gosub(leave,s,1)
; as Follow Me with confirmation
[confirm-${p}]
exten => _7916X.,1,Dial(PJSIP/\${EXTEN}@trunkm-${p},30,tTkKU(confirm-key-${p}))
 same => n,Gosub(leave,s,1)
[confirm-key-${p}]
exten => s,1,Set(GOSUB_RESULT=CONTINUE)
 same => n,Read(KEY,,1,,1,20)
 same => n,ExecIf($["\${KEY}" = "1"]?Set(GOSUB_RESULT=))
 same => n,Return()
`;
}
