// Groups and queues that call extensions over Local channels, as FreePBX has them. 103 has no phone.

/** Added to extensions.conf. */
export const GROUPS_DIALPLAN = `
[from-trunk](+)
exten => 741,1,Dial(PJSIP/101,20,tTkK)
; as FreePBX's queues, groups and Follow Me call an extension
exten => 728,1,Dial(Local/101@ext/n,20,tT)
exten => 729,1,Dial(Local/101@ext/n&Local/102@ext/n,20,tT)
exten => 730,1,Dial(Local/101@ext/n&Local/103@ext/n,20,tT)
exten => 731,1,Goto(ext,103,1)
; rings one, then the other
exten => 723,1,Dial(PJSIP/101,3)
 same => n,Dial(PJSIP/102,10)
exten => 722,1,Answer()
 same => n,Queue(pool)
[ext]
exten => _1XX,1,Dial(PJSIP/\${EXTEN},15)
[internal](+)
exten => 747,1,Dial(PJSIP/102,15)
exten => 300,1,Answer()
 same => n,Queue(other)
exten => 560,1,Page(PJSIP/101&PJSIP/102)
exten => 7000,1,Answer()
 same => n,ConfBridge(7000)
`;
/** Added to queues.conf. */
export const GROUPS_QUEUES = `
[pool]
strategy = ringall
timeout = 3
retry = 1
member => Local/101@ext/n,0,Agent 101,PJSIP/101
member => Local/102@ext/n,0,Agent 102,PJSIP/102
[other]
strategy = ringall
timeout = 20
member => Local/102@ext/n,0,Agent 102,PJSIP/102
`;
