# What the domain refuses to an applicant, and how to go on.

refusal-login-wrong = 账号或密码不对
    .next = 请核对后重新输入；忘记密码可以用手机验证码登录。
refusal-query-code-locked = 查询码多次输错，这个编号暂时不能查询。请核对收件凭证上的查询码，{ $minutes } 分钟后再试
refusal-login-locked = 多次输错，账号已暂时锁定
    .next = 请稍后再试，解锁时间：{ $until }。
refusal-login-code = 验证码不对、已用过或超过五分钟
    .next = 请重新获取验证码。
refusal-login-unreachable = 账号里没有手机号或邮箱，无法发送验证码
    .next = 请用密码登录，或带身份证到窗口登记手机号。
refusal-outside-unknown = 没有这个登录方式
    .next = 请返回登录页，重新选择。
refusal-outside-unreachable = 暂时连接不上“{ $provider }”
    .next = 请稍后再试，或者用密码、验证码登录。
refusal-outside-answer = “{ $provider }”返回的结果不可信，没有登录
    .next = 请重新登录；多次出现请联系我们。
refusal-outside-expired = 这次登录已经超时，或者已经用过
    .next = 请返回登录页，重新开始。
refusal-outside-declined = 您在“{ $provider }”取消了登录
    .next = 需要办事时可以重新登录。
refusal-outside-not-identified = 您在“{ $provider }”还没有实名认证，我们无法确认您是谁
    .next = 请先在那里完成实名认证，或带身份证到窗口办理。
refusal-outside-another-name = “{ $provider }”给出的身份与这里登记的不一致
    .next = 请带身份证到窗口核对。
refusal-first-link-spent = 这个链接已用过、已过期或不存在
    .next = 请向系统负责人索取新的链接；每次启动时，尚未到任的管理员都会得到新链接。
refusal-first-link-same-person = 这个工号已是另一名管理员，三个管理员不能由一人兼任
    .next = 请把链接交给另一位同事。
refusal-register-known = 这个证件号码已经登记过
    .next = 请用统一身份认证登录，或带身份证到窗口办理。
refusal-switch-no-mandate = 没有生效的授权，不能切换到这个身份
    .next = 请由本人或企业先办理授权。

refusal-account-login = 登录名应为 2 到 50 个字母、数字、点或连字符
refusal-account-opened-before = 这个账号已经开通过
refusal-account-unknown = 没有这个账号
refusal-account-closed = 账号已注销
refusal-password-short = 密码至少要有 { $least } 个字符
refusal-password-uniform = 密码至少要包含 { $least } 类字符（大写、小写、数字、符号）
refusal-password-holds-login = 密码里不能包含登录名

refusal-citizen-number-shape = 身份证号应为 18 位，前 17 位是数字，最后一位是数字或 X
refusal-citizen-number-birth = 身份证号第 7 到 14 位不是有效的出生日期
refusal-citizen-number-future = 身份证号里的出生日期还没有到
refusal-citizen-number-check = 身份证号最后一位与前面的数字不符，请逐位核对
refusal-credit-code-shape = 统一社会信用代码应为 18 位数字或大写字母，不含 I、O、S、V、Z
refusal-credit-code-check = 统一社会信用代码最后一位与前面不符，请逐位核对
refusal-paper-shape = 证件号码的格式不对
refusal-paper-home-return = 港澳居民来往内地通行证号码的格式不对
refusal-paper-taiwan = 台湾居民来往大陆通行证号码的格式不对
refusal-paper-foreign-permanent = 外国人永久居留身份证号码的格式不对
refusal-paper-residence-permit = 港澳台居民居住证号码的格式不对
refusal-telephone = 请填写 11 位手机号、带区号的固定电话，或者香港、澳门的电话号码
field-name-length = 姓名应为 1 到 50 个字
field-mail = 邮箱的格式不对，例如 name@example.com
field-contact-missing = 请至少填写手机号或邮箱
refusal-mandate-self = 不能授权给自己
refusal-mandate-ended = 授权的结束日期早于开始日期
refusal-mandate-no-evidence = 授权需要附上证明材料
refusal-mandate-not-in-force = 授权没有生效或已经结束

refusal-form-not-an-object = 提交的表单内容格式不对
refusal-case-link-only = 这个事项在其他部门的系统办理
    .next = 请按办事指南里的链接前往办理。
refusal-case-closed-channel = 这个事项不能{ $channel ->
        [online] 在网上
        [counter] 在窗口
        [post] 邮寄
       *[other] 用这种方式
    }提交
    .next = 请查看办事指南里列出的办理方式。
refusal-case-unknown-material = 这个办件不需要材料“{ $material }”
refusal-case-nothing-asked = 目前没有需要您补正的内容
refusal-case-nothing-settled = 这次提交的内容没有解决补正通知里的任何一项
    .next = 请对照一次性告知书逐项补正。
refusal-case-unknown-defect = 补正通知里没有第 { $place } 项
refusal-case-commitment-not-offered = 材料“{ $material }”不能用告知承诺代替
refusal-case-commitment-text-changed = 承诺书的内容已经更新
    .next = 请重新阅读后再签署。
refusal-case-commitment-barred = 有未履行承诺的记录，目前不能用告知承诺方式办理
    .next = 请直接提交材料。
refusal-case-commitment-not-missing = 材料“{ $material }”已经提交，或者已经作出承诺
refusal-case-gap-date = 这份材料最迟可以在{ $longest }内补交
refusal-case-not-tolerable = 材料“{ $material }”必须在申请时提交
refusal-case-not-missing = 材料“{ $material }”已经提交，或者已经约定补交
refusal-case-nothing-owed = 这次提交的不是约定补交的材料
refusal-case-withdraw-decided = 已经作出决定，不能再撤回申请
    .next = 对决定有异议的，可以依法申请复议或提起诉讼。
refusal-case-withdraw-over = 办件已经结束
refusal-case-way-not-offered = 这个事项不能用{ $way ->
        [post] 邮寄
        [electronic] 电子
        [window] 窗口领取
       *[other] 这种
    }方式送达
refusal-case-no-address = 选择邮寄需要填写收件地址
refusal-case-no-electronic-consent = 电子送达需要您先同意
refusal-case-not-now = 办件进行到现在这一步，不能这样办理
    .next = 请刷新页面，查看办件的最新进展。

refusal-receipt-not-one = 这不是我们出具的凭证文件
refusal-receipt-format = 不认识凭证的格式“{ $name }”
refusal-receipt-algorithm = 不认识凭证使用的算法“{ $name }”，或者前后矛盾
refusal-receipt-not-a-key = 公钥的格式不对，应为“名称+指纹+编码”
refusal-receipt-another-city = 凭证属于“{ $receipt }”，公钥属于“{ $key }”
refusal-receipt-another-key = 凭证不是用“{ $key }”的密钥签名的
refusal-receipt-forged = 签名不符，凭证是伪造的或被改动过
refusal-receipt-changed = 内容被改动过，与记录不符
refusal-receipt-value-changed = 凭证的第 { $number } 个值被改动过
refusal-receipt-value-elsewhere = 凭证的第 { $number } 个值不属于这条记录
refusal-receipt-promise-elsewhere = 凭证中的承诺属于另一条记录
refusal-receipt-not-included = 凭证中的证明不成立，这条记录不在账本里
refusal-receipt-unsigned = 凭证上没有城市的签名

refusal-rating-stars = 评价应为一到五星，不能是 { $count } 星
refusal-rating-tag = 标签“{ $tag }”与所选星级不符
refusal-rating-rated = 这次服务已经评价过，还可以追加评价一次
refusal-rating-added = 已经追加评价过
refusal-rating-not-delivered = 办件送达之后才能评价
refusal-rating-no-words = 请写下您的意见
refusal-difficulty-no-words = 请写明遇到了什么困难

refusal-passkey-no-host = 这个网址不能使用通行密钥
    .next = 请用账号和密码登录。
refusal-passkey-expired = 这次操作已经超时，或者已经用过
    .next = 请再试一次。
refusal-passkey-answer = 设备的回答核对不上
    .next = 请再试一次；还不行就用账号和密码登录。
refusal-passkey-unknown = 没有账号使用这把通行密钥
    .next = 请用账号和密码登录，再重新添加。
refusal-passkey-too-many = 通行密钥太多了，最多 10 把
    .next = 请先删除不用的。
