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
field-api-given = 只有窗口工作人员可以登记这种收取方式
field-api-applicant = 当前账户只能为自己或所代理的对象申请
