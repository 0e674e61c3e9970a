# What a page says when it cannot do what was asked.

problem-home = 回到首页
problem-call = 拨打 { $telephone } 求助
problem-law = 依据：{ $law }
problem-reference = 报修编号：

problem-malformed = 看不懂这次提交的内容
    .said = 收到的内容不完整，或者格式不对，所以没有办理，您的办件没有变化。
    .next = 请回到上一页，刷新后重新填写提交。
problem-sign-in = 请先登录
    .said = 这一页与您本人有关，登录后才能查看。
    .next = 如果您刚才正在填写，登录后会接着填，已填的内容不会丢。
problem-forbidden = 您没有这一页的权限
    .said = 当前登录的账户不能查看或办理这一项。
    .next = 如果您代他人或企业办事，请先切换身份；工作人员请联系本单位管理员。
problem-not-found = 没有找到这一页
    .said = 地址可能有误，或者内容已经移走。
    .next = 您可以回首页搜索要办的事。
problem-stale = 内容已经更新
    .said = 您打开这一页之后，别人已经做了修改，所以这次没有提交。
    .next = 请返回并刷新，核对最新内容后再提交，您填写的文字仍保留在表单里。
problem-too-large = 文件太大
    .said = 单次上传不能超过 { $most } MB。
    .next = 请压缩文件或分几次上传；也可以到大厅由工作人员代为扫描。
problem-refused = 这一步暂时办不了
    .next = 请按上面的说明处理；不清楚的，可以拨打电话或到窗口咨询。
problem-too-many = 操作太频繁
    .said = 为保护账户安全，请等待 { $seconds } 秒后再试。
    .next = 如果不是您本人操作，请尽快修改密码。
problem-fault = 系统出了问题
    .said = 是我们这边的故障，您的资料没有丢失，已经提交的办件不受影响。
    .next = 请稍后再试；如果一直不行，请把报修编号告诉客服人员。

refusal-sample = 这件事由另一位工作人员负责，您不能代为决定
    .next = 请联系承办人，或由负责人改派后再办理。

accessibility-title = 无障碍声明
accessibility-lead = 我们希望每个人都能自己办成事，不论年龄、视力、听力和使用设备的习惯。
accessibility-modes-title = 每一页都有的辅助功能
accessibility-modes-said = 点击页面上方的“无障碍”可以打开下列功能，设置会记在这台设备上。
accessibility-mode-type = 两档大字号、大图标和大鼠标指针
accessibility-mode-contrast = 黑底黄字的高对比度显示
accessibility-mode-reading = 朗读整页或所点的段落，可调语速
accessibility-mode-captions = 大字幕，放大显示鼠标所指、键盘所在或正在朗读的文字
accessibility-mode-keyboard = 全部功能可以只用键盘完成，按问号键查看快捷键
accessibility-mode-simple = 简洁模式，选项更少，说明更多
accessibility-standard-title = 我们遵循的标准
accessibility-standard-said = 网页按照《网页内容无障碍指南》WCAG 2.2 的 AA 级设计，并在每次发布前用工具和真实浏览器检查。
accessibility-browsers = 支持 Chromium 86 及以后的浏览器；不支持脚本的浏览器也可以完成全部办理步骤。
accessibility-limits-title = 还没有做到的
accessibility-limits-said = 申请人上传的扫描件没有文字替代；部分文书由其他部门的系统生成，可能无法朗读。
accessibility-tell-title = 告诉我们
accessibility-tell-said = 如果某一页您用不了，请拨打 { $telephone }，我们会先帮您把事办成，再改进网页。

problem-full = 暂时不能保存新的内容
    .said = 存储空间已满，这次提交没有写入，已经办的事不受影响。
    .next = 您填写的内容还在本机浏览器里。请稍后再试，或拨打服务电话。
