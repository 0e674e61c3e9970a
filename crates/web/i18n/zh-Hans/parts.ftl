# Words that belong to the parts of pages.

field-optional = （选填）
field-error = 错误：
field-why = 为什么要填这一项
field-source = 已为您填好，来源：{ $source }
field-year = 年
field-month = 月
field-day = 日

count-under = 还可以输入 %{"{"}count{"}"} 个字
count-at = 已达到字数上限
count-over = 超出 %{"{"}count{"}"} 个字
count-most = 最多 { $most } 个字

upload-choose = 选择文件
upload-drop = 把文件拖到这里，或者
upload-limit = 支持 { $accept }，每个文件不超过 { $most } MB
upload-remove = 移除
upload-sending = 正在上传
upload-sent = 已上传
upload-failed = 没有上传成功，请检查网络后重新选择这个文件
upload-too-large = 文件超过 { $most } MB，请压缩或分成几个文件后再上传

error-summary-title = 有内容需要修改
summary-change = 修改
table-empty-cell = 无
crumbs-label = 当前位置
back-link = 返回

banner-information = 提示
banner-success = 已完成
banner-warning = 请注意
banner-error = 出错了

filter-title = 筛选
filter-now = 当前条件
filter-drop = 取消这个条件
filter-clear = 清除全部
filter-apply = 应用筛选

pages-label = 翻页
pages-first = 回到第一页
pages-next = 下一页
pages-end = 已经到最后

due-calm = 时限内
due-notice = 预警
due-yellow = 黄牌
due-red = 红牌
due-plain-notice = 快到时限
due-plain-red = 已过时限
due-paused = 暂停计时
due-met = 按时办结
due-provisional = 暂定
due-why = 为什么是这一天

steps-in-words = 用文字查看步骤
steps-after = 在“{ $before }”之后
steps-done = 已完成
steps-here = 正在进行

chart-unit = 单位：{ $unit }
chart-numbers = 查看数据表

search-button = 搜索
search-found = 条建议，用上下方向键选择
search-none = 没有建议，按回车搜索

situation-apply = 按我的情况列出材料
situation-count = 按您的情况，需要 { $count } 份材料
situation-count-now = 按您的情况，需要 %d 份材料

action-print = 打印
action-copy = 复制链接
action-copied = 链接已复制

saved-at = 已自动保存
saved-at-time = 已自动保存 { $time }
saved-here = 网络不通，已保存在这台设备上
saved-expired = 登录已过期，内容已保存在这台设备上。登录后会接着填
saved-sign-in = 现在登录
saved-elsewhere = 另一个窗口改过这份申请，没有覆盖。按“保存并继续”看两边的内容
saved-refused = 这次没有存上，内容已保存在这台设备上
saved-saving = 正在保存
saved-restored = 已恢复您上次填写的内容

live-changed = 这一页的内容有更新。
live-reload = 查看最新内容

progress-said = 第 { $number } 步，共 { $all } 步

parts-title = 界面部件
parts-lead = 这里列出页面用到的全部部件和它们的各种状态，供设计、检查和编写页面时对照。
parts-states = 状态与消息
parts-forms = 填写与上传
parts-lists = 列表与导航
parts-pictures = 图示
parts-sheet = 打印页样张
