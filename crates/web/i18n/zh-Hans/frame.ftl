# The frame around every page.

frame-skip = 跳到正文
frame-nav = 主导航
frame-other-language = English
frame-sign-in = 登录
frame-sign-out = 退出登录
frame-messages = 我的消息
frame-account = 我的账户
frame-unread = 条未读消息
frame-close = 关闭
frame-keeper = 主办：{ $keeper }
frame-help = 办事遇到困难，请拨打 { $telephone }

demo-label = 演示
demo-banner = 这是演示城市，人物、办件和文书都是虚构的，不产生任何法律效力。
demo-paper = 演示文书，不具法律效力

portal-desk = 综合窗口与审批
portal-admin = 系统管理
portal-api = 接口

staff-member = { $name }（工号 { $number }）
staff-number = 工号 { $number }
nav-home = 首页
nav-matters = 找事项
nav-halls = 找大厅
nav-my = 我的办件
nav-verify = 文书核验
nav-desk-work = 我的工作
nav-desk-intake = 收件
nav-desk-cases = 办件查询
nav-desk-board = 时限监察
nav-desk-statistics = 办件统计
nav-admin-home = 概览
nav-admin-catalogue = 事项目录
nav-admin-organisation = 机构与人员
nav-admin-accounts = 账户
nav-admin-audit = 审计
nav-to-desk = 工作台
nav-to-admin = 管理后台

access-open = 无障碍
access-title = 无障碍与显示设置
access-type = 字号
access-type-normal = 标准
access-type-large = 大
access-type-largest = 特大
access-modes = 显示与辅助
access-contrast = 高对比度
access-icons = 大图标
access-pointer = 大鼠标指针
access-captions = 大字幕
access-reading = 朗读
access-keyboard = 键盘提示
access-simple = 简洁模式
access-apply = 保存设置
access-reset = 恢复默认
access-more = 了解无障碍服务

bars-play = 朗读本页
bars-pause = 暂停
bars-stop = 停止
bars-rate = 语速
bars-slow = 慢
bars-normal = 正常
bars-fast = 快
bars-reading = 正在朗读
bars-ready = 点击文字可以从那里开始朗读
bars-no-voice = 这台设备没有可用的朗读语音

keys-title = 键盘快捷键
keys-toggle = 启用单键快捷键
keys-help = 显示或关闭本列表
keys-search = 跳到搜索框
keys-close = 关闭弹出内容
keys-go-work = 打开“我的工作”
keys-go-intake = 打开“收件”
keys-go-cases = 打开“办件查询”
keys-go-board = 打开“时限监察”
keys-next = 叫下一位或打开下一件
keys-row-down = 下移一行
keys-row-up = 上移一行
keys-row-open = 打开所选的一行

sheet-back = 返回网页
sheet-foot = { $keeper } · 咨询电话 { $telephone }

weekday-monday = 星期一
weekday-tuesday = 星期二
weekday-wednesday = 星期三
weekday-thursday = 星期四
weekday-friday = 星期五
weekday-saturday = 星期六
weekday-sunday = 星期日
