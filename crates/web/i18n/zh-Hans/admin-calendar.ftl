# Entering the notice of a year.

admin-year-enter = 录入放假安排
admin-year-notice = 通知名称或文号
admin-year-notice-hint = 例如 国务院办公厅关于2027年部分节假日安排的通知
admin-year-date = 通知日期
admin-year-off = 放假
admin-year-off-hint = 一行一段：开始日期 结束日期 节日，例如 2027-02-05 2027-02-11 春节；可以直接粘贴表格
admin-year-make-up = 调休上班
admin-year-make-up-hint = 一行一天：日期 节日，例如 2027-02-14 春节
admin-year-preview = 看看会改动什么
admin-year-announce = 确认公布
admin-year-effect = 会改动的办件
admin-year-effect-of = { $year }年公布后会改动的办件
admin-year-looked = 查看了 { $count } 件在办的办件；没有列出的不变。
admin-year-looked-cut = 查看了最前面的 { $count } 件在办的办件；其余的也会按同样办法重新计算。
admin-year-told = 公布后，在办的办件逐件重新计算；时限变晚的，会告知申请人。
admin-year-later = 变晚
admin-year-earlier = 变早
admin-year-settled = 只去掉“暂定”
admin-year-recounting = 在办的办件正在按新日历重新计算。
admin-year-wrong = 有几处读不出来，请改正后再试。
admin-year-unreadable = 读不出“{ $line }”，请写成提示里的样子
admin-year-missing = 请填写
admin-year-matter = 事项
