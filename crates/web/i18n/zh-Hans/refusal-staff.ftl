# What the domain refuses to staff: counters, examination, administration. These portals speak Chinese.

refusal-account-second-administrator = 系统管理员、安全管理员和审计管理员不能由同一个账号兼任
refusal-account-administrator-with-post = 管理员账号不能同时担任业务岗位
refusal-account-not-staff = 只有工作人员账号可以任职
refusal-account-passkey-not-staff = 只有工作人员账号可以使用通行密钥
refusal-account-passkey-name = 请给通行密钥起个名字，1 到 30 个字
refusal-account-no-such-post = 这个账号没有担任该岗位

refusal-case-nobody-at-the-counter = 窗口收件需要申请人或代理人在场
refusal-case-not-in-regime = “{ $regime }”程序没有这一步
    .next = 请按这类程序规定的步骤办理。
refusal-case-decided-elsewhere = 这件由部门系统办理和决定，这里只同步结果
refusal-case-decided-here = 这件在本系统办理，不接收部门系统的结果
refusal-case-mirror-over = 部门系统已经办结这件
refusal-case-mirror-not-decided = 部门系统报来了结果，但没有准予的决定
refusal-case-no-reason = 请写明理由
refusal-case-other-calendar = 这件按日历版本 { $wanted } 计算时限，不能改用 { $given }
refusal-case-incomplete = 还缺材料“{ $material }”，不能受理
    .next = 请一次性告知申请人全部需要补正的内容，或者按容缺、告知承诺办理。
refusal-case-department-accepts = 这个事项由主管部门受理
refusal-case-accept-other-unit = 这个事项由其他部门受理
refusal-case-no-defects = 补正通知至少要写明一项需要补正的内容
refusal-case-one-notice-only = 已经告知过一次，不能再次要求补正
    .next = 只有出现新的事实时，才可以再次告知。
refusal-case-still-asked = 申请人还在补正期限内
refusal-case-notice-unknown-material = 这个办件不需要材料“{ $material }”，不能要求补交
refusal-case-nothing-to-check = 没有等待核查的承诺：“{ $material }”
refusal-case-commitment-unchecked = 决定之前要先核查对“{ $material }”的承诺

refusal-case-unknown-step = 这个办件没有步骤“{ $step }”
refusal-case-step-not-open = 步骤“{ $step }”现在没有开始，或者已经完成
refusal-case-step-taken = 步骤“{ $step }”已有其他人在办
refusal-case-step-other-unit = 这一步由其他部门办理
refusal-case-step-other-role = 这一步由{ $role ->
        [clerk] 综窗受理员
        [examiner] 审查员
        [reviewer] 审核员
        [head] 部门负责人
        [chief_at_hall] 首席代表
       *[other] 其他岗位
    }办理
refusal-case-step-is-decision = 这一步就是决定
    .next = 请直接作出决定，或者提出不予许可的意见。
refusal-case-second-person = 审核人不能是审查人本人
refusal-case-too-few-people = 至少要有 { $needed } 名工作人员参加
refusal-case-needs-site-record = 现场核查要先填写核查记录
refusal-case-not-a-site-check = 这一步不是现场核查
refusal-case-no-site-signature = 核查记录需要申请人签字，拒签的要注明
refusal-case-not-on-the-way = 这件没有经过步骤“{ $step }”，不能退回到那里
refusal-case-no-fee = 这个事项不收费
refusal-case-fee-asked = 已经发过缴费通知
refusal-case-no-fee-open = 没有待缴的费用
refusal-case-no-amount = 金额应大于零

refusal-case-special-going-on = 已有特别程序正在进行
refusal-case-no-special = 没有正在进行的特别程序
refusal-case-special-too-long = 这种特别程序最长{ $longest }
refusal-case-special-no-time = 请填写所需时间，并书面告知申请人
refusal-case-special-front = 特别程序由审查岗位或更高岗位批准
refusal-case-hearing-offered = 已经告知过听证权利
refusal-case-hearing-not-offered = 要先告知听证权利
refusal-case-suspended = 特别程序结束之后才能决定
refusal-case-hearing-pending = 听证结束之后才能决定
refusal-case-extended-twice = 时限只能延长一次
refusal-case-extend-head = 延长时限由本机关负责人批准
refusal-case-extend-too-late = 已经超过时限，不能再延长

refusal-case-decided = 这件已经作出决定
refusal-case-front-decides = 收件受理的人不能作出决定
refusal-case-not-the-decider = 这件由{ $role ->
        [reviewer] 审核员
        [head] 部门负责人
        [chief_at_hall] 首席代表
       *[other] 有权决定的岗位
    }决定
refusal-case-decide-other-unit = 这件由其他部门决定
refusal-case-decider-examined = 审查人不能同时是决定人
refusal-case-not-ready = 步骤“{ $step }”还没有同意
refusal-case-no-pending = 有一项不予办理的意见等待确认
    .next = 请先确认或驳回这项意见。
refusal-case-no-proposed-already = 已经有一项不予办理的意见等待确认
refusal-case-no-none-proposed = 没有等待确认的意见
refusal-case-no-same-person = 提出意见的人不能自己确认
refusal-case-no-receiver = 收件人不能确认不予办理
refusal-case-no-not-higher = 要由更高岗位的人确认
refusal-case-no-decider-needed = 不予许可由{ $role ->
        [reviewer] 审核员
        [head] 部门负责人
        [chief_at_hall] 首席代表
       *[other] 有权决定的岗位
    }确认
refusal-case-no-basis = 不予办理要写明法律依据
refusal-case-no-front-staff = 不予许可由审查人员提出
refusal-case-no-overruled-already = 这项意见已被驳回，办件继续
refusal-case-no-hearing-pending = 听证结束之后才能确认

refusal-case-gap-open = 材料“{ $material }”还没有补交，先不能制作结果
refusal-case-result-made = 结果已经制作
refusal-case-not-decided = 还没有作出决定
refusal-case-nothing-ready = 没有可以送达的结果
refusal-case-not-posted = 还没有交寄
refusal-case-on-that-shelf = 结果已经放在{ $place }，申请人已经通知过；换了位置再登记
refusal-case-with-carrier = 已经交寄，正在投递
refusal-case-wrong-proof = 送达证明与送达方式不符
refusal-case-delivered = 已经送达
refusal-case-not-over = 送达之后才能归档

refusal-matter-nothing-changed = 与最新版本相比没有改动
refusal-matter-another-code = 事项编码不能更改，应为 { $code }
refusal-beginning-code = 代码只能用小写字母、数字和连字符，以字母开头，最多 60 个字
refusal-beginning-reserved = “{ $code }”是本页的地址，请换一个代码
refusal-beginning-taken = 已经有代码为 { $code } 的事项，请换一个代码
refusal-beginning-short-link = 这个代码的短链接与事项 { $owner } 相同，请换一个代码
refusal-beginning-no-department = 没有这个部门，请重新选择
refusal-beginning-no-model = 没有可以照抄的事项 { $code }
refusal-matter-written-meanwhile = 打开以后又有人写了第 { $latest } 版，请看过再保存
refusal-matter-not-the-draft = 这个版本不是正在编辑的草稿
refusal-matter-own-draft = 草稿不能由起草人自己审核
refusal-matter-already-judged = 这份草稿已经审核过
refusal-matter-not-reviewed = 审核通过的版本才能发布
refusal-matter-checks-failed = 有 { $count } 项内容检查没有通过，第一项：{ $first }
refusal-matter-no-reason = 请写明理由
refusal-matter-not-in-force = 这个事项没有生效的版本
refusal-matter-succeeds-itself = 事项不能由自己接替
refusal-plan-duplicate = 有两个步骤都叫“{ $step }”
refusal-plan-unknown = 步骤“{ $step }”排在“{ $missing }”之后，但没有这个步骤
refusal-plan-circle = 步骤“{ $steps }”互相等待，无法开始

refusal-calendar-year-absent = 日历里没有 { $year } 年
    .next = 请录入国务院关于 { $year } 年节假日安排的通知，或者先按法定节假日暂定。
refusal-calendar-hours = “{ $text }”不是办公时间，应写成 09:00-12:00 和 14:00-17:30 的样子
refusal-calendar-zone = “{ $zone }”不是时区
refusal-calendar-other-year = { $date } 不在 { $year } 年的表里，请写到那一年的文件中
refusal-calendar-backwards = 从 { $from } 到 { $to } 的假期结束早于开始
refusal-calendar-named-twice = { $date } 写了两次，一天只能是放假或上班中的一种
refusal-calendar-not-weekend = { $date } 本来就是工作日，调休上班应在星期六或星期日
refusal-calendar-two-tables = { $year } 年有两张表
refusal-calendar-empty = 日历至少要有一年的表
refusal-calendar-other-version = 这个日期按日历版本 { $wanted } 计算，不能改用 { $given }
refusal-region-without-calendar = 区划 { $region } 及其上级都没有日历
refusal-limit-text = “{ $text }”不是时限，应写成 20个工作日、60日、6个月、4个工作小时、30个工作分钟或当场的样子
refusal-start-text = “{ $text }”不是日期，应写成 2026-02-13 或 2026-02-13T16:30 的样子

refusal-template-empty = 模板内容是空的
refusal-template-unknown-variable = 没有声明变量“{ $name }”
refusal-template-nothing-waiting = 没有等待网关审核的版本
refusal-template-unsaid = 请填写网关给的模板编号，或者没有通过的原因
refusal-template-not-approved = 没有网关审核通过的版本
refusal-template-value = 变量“{ $name }”没有填写，或者太长

refusal-notice-told = 这条通知已经告知当事人
refusal-notice-not-waiting = 这条通知没有等待人工处理
    .next = 请刷新页面，查看它现在的状态。
refusal-notice-no-reason = 请写明不再发送的理由
refusal-document-no-font = 没有安装中文字体，文书暂不能出具
    .next = 请管理员安装字体后重试，办件不受影响。
refusal-document-missing-glyphs = 字体里没有这些字：{ $characters }
    .next = 文书没有出具，已转为补字任务；请管理员添加字体后重新出具。
refusal-document-missing-facts = 文书缺少内容：{ $facts }
refusal-document-template = 文书模板有误：{ $errors }
refusal-document-address-too-long = 核验地址太长，放不进二维码
refusal-document-no-press = 没有安装文书生成部件，文书暂不能出具
    .next = 请管理员检查安装；办件照常办理，文书装好后自动补出。
refusal-document-no-template = 缺少文书模板“{ $template }”
    .next = 请在内容管理中补上模板，文书会自动补出。
refusal-paper-sealed = 这份文书已经盖章
refusal-paper-seal-unnamed = 请写明印章名称；电子签章的，写明服务和签章编号
refusal-paper-seal-awaited = { $paper }还没有盖章，不能交出
    .next = 请盖章后在这件的“登记盖章”里登记，再寄出或者送达。
refusal-paper-unmade = { $paper }还没有出具，不能交出
    .next = 请在这件的文书里看等待的原因；出具并盖章之后再送达。

refusal-rating-no-rectification = 这条评价没有整改任务
refusal-rating-not-now = 整改进行到现在这一步，不能这样办理
refusal-rating-same-person = 回访人不能是答复人本人
refusal-rating-appealed = 已经申诉过一次
refusal-rating-no-appeal = 没有待复核的申诉
refusal-rating-appellant = 申诉人和被评价人不能复核这次申诉
refusal-difficulty-closed = 这项反映已经办结
refusal-difficulty-not-closed = 办结之后才能回访
refusal-difficulty-no-leader = 请先指定负责人
refusal-difficulty-not-a-leader = 负责人应为大厅主任、首席代表或部门负责人
refusal-difficulty-leader-closes = 只有负责人可以办结
refusal-difficulty-bare-no = 不能只答复办不了
    .next = 请先记录已经试过的办法，再办结。
refusal-case-grant-incomplete = 材料还没有齐，不能作出准予决定
    .next = 请先补齐缺少的材料，或者按容缺受理、告知承诺办理。
