# What programs are told.

problem-fields = 有几项需要修改
    .said = 下列各项不符合要求，所以没有办理。
    .next = 请逐项更正后再提交。
problem-key-reused = 这个请求标识已经用过
    .said = 同一个请求标识已用于另一份内容，本次没有办理。
    .next = 新的请求请使用新的标识。
problem-in-flight = 同样的请求正在办理
    .said = 带有同一个标识的请求还没有结束。
    .next = 请稍候再用同一标识查询结果。

field-api-missing = 缺少这一项
field-api-unknown = 没有这一项，请核对名称
field-api-shape = 这一项的格式不对
field-api-file = 没有找到这份文件，或者不是您上传的
field-api-unsealed = 这件的文书都已盖章，或者还没有出具
field-api-given = 只有窗口工作人员可以登记这种收取方式
field-api-applicant = 当前账户只能为自己或所代理的对象申请
field-api-account = 没有这个账户：请写登录名或账户编号
field-api-cursor = 这个位置不是列表给出的：请原样使用上一次答复里的“next”，或者去掉 after 从头读取

problem-api-malformed = 看不懂这个请求
    .said = 请求的内容不完整，或者不是约定的格式，所以没有办理。
    .next = 请对照 /api/openapi.json 检查内容类型、参数和请求体。
problem-api-kind = 请求体的内容类型不对
    .said = 这里只接受 application/json，所以没有办理。
    .next = 请在请求头 Content-Type 里写 application/json。
problem-api-sign-in = 请求没有带有效的令牌
    .said = 令牌缺失、已过期或者已停用。
    .next = 请在请求头 Authorization 里写 Bearer 和令牌；令牌由管理员发给。
problem-api-forbidden = 这个账户不能这样做
    .said = 令牌的范围或账户的岗位不包括这个操作，没有办理。
    .next = 请换用范围合适的令牌，或者由有这个岗位的人员办理。
problem-api-not-found = 没有找到所请求的对象
    .said = 地址不存在，或者这个账户不参与所指的办件。
    .next = 请对照 /api/openapi.json 核对路径和编号。
problem-api-stale = 所依据的状态已经变化
    .said = 请求中的 seen 之后又有新的事情发生，所以没有办理。
    .next = 请重新读取这个办件，核对后带上新的 seen 再发送。
